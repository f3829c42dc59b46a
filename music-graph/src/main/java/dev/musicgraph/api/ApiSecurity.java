package dev.musicgraph.api;

import dev.musicgraph.token.Tokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may do what below {@code /api/}: everybody may read, a token of an administrator may write.
 * Sessions count for nothing here, so a page on another site can't write through somebody's login,
 * and no token against forged forms is needed.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  private static final String CONTENT_POLICY =
      "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  /** Not {@code /api} itself, which is a page. */
  private static final RequestMatcher BELOW_API = ApiSecurity::isBelowApi;

  @Bean
  @Order(0)
  SecurityFilterChain apiRules(HttpSecurity http, Tokens tokens, ProblemWriter problems) {
    BearerFilter bearer = new BearerFilter(tokens, problems);
    return http.securityMatcher(BELOW_API)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(HttpMethod.GET)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD)
                .permitAll()
                .requestMatchers(HttpMethod.OPTIONS)
                .permitAll()
                .anyRequest()
                .hasAuthority(BearerFilter.AUTHORITY))
        .addFilterBefore(bearer, AuthorizationFilter.class)
        .exceptionHandling(refusals ->
            refusals.authenticationEntryPoint(
                (request, response, failure) -> bearer.askForToken(response)))
        // Even a stateless one would look whether a cookie's session is there.
        .sessionManagement(session -> session.disable())
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .csrf(csrf -> csrf.disable())
        .formLogin(login -> login.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .httpStrictTransportSecurity(transport -> transport.includeSubDomains(false)))
        .build();
  }

  private static boolean isBelowApi(HttpServletRequest request) {
    return request.getServletPath().startsWith("/api/");
  }
}
