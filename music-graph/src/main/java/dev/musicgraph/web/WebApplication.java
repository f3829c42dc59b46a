package dev.musicgraph.web;

import com.zaxxer.hikari.HikariDataSource;
import dev.musicgraph.database.Databases;
import dev.musicgraph.setting.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;

/** What the web server is made of. */
@SpringBootApplication(scanBasePackages = "dev.musicgraph", proxyBeanMethods = false)
class WebApplication {
  @Bean
  HikariDataSource dataSource(Settings settings) {
    return Databases.pool(settings.database());
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> address(Settings settings)
      throws UnknownHostException {
    InetAddress host = InetAddress.getByName(settings.host());
    return server -> {
      server.setAddress(host);
      server.setPort(settings.port());
    };
  }
}
