package dev.musicgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * Sessions live in the database, so that a login survives the change from one instance to another.
 * The two may be different releases: what one of them can't read is left out, and at worst the user
 * logs in again.
 */
@Configuration(proxyBeanMethods = false)
class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  @Bean
  ConversionService springSessionConversionService() {
    GenericConversionService conversion = new GenericConversionService();
    DeserializingConverter reader = new DeserializingConverter();
    conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
    conversion.addConverter(byte[].class, Object.class, bytes -> read(reader, bytes));
    return conversion;
  }

  /**
   * Pages that open at the same moment may each put the same into their session: the later one must
   * not fail for that.
   */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> simultaneousWrites() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  /**
   * Messages for the next page are left only by pages that administrators use. Looking for them
   * elsewhere would read and write the session for each style sheet, script and answer of the API.
   */
  @Bean
  FlashMapManager flashMapManager() {
    return new SessionFlashMapManager() {
      @Override
      protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        return request.getServletPath().startsWith("/admin")
            ? super.retrieveFlashMaps(request)
            : null;
      }
    };
  }

  private static @Nullable Object read(DeserializingConverter reader, byte[] bytes) {
    try {
      return reader.convert(bytes);
    } catch (RuntimeException e) {
      LOG.info("left out a part of a session that this release can't read: {}", e.toString());
      return null;
    }
  }
}
