package dev.musicgraph.web;

import dev.musicgraph.attempt.Attempts;
import dev.musicgraph.user.Passwords;
import dev.musicgraph.user.Users;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/** Who may do what: everybody may look, administrators may edit. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** What people see, and not what programs ask for. A session begins with the first form. */
  @Bean
  SecurityFilterChain pages(HttpSecurity http, Users users, Login login, Attempts attempts) {
    return http.authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers("/admin", "/admin/**")
                .access(admins(users))
                .requestMatchers(HttpMethod.POST, "/register", "/setup")
                .permitAll()
                .requestMatchers(HttpMethod.GET)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD)
                .permitAll()
                .anyRequest()
                .denyAll())
        .formLogin(form -> form.loginPage("/login").successHandler(login).failureHandler(login))
        .addFilterBefore(new LoginLimit(attempts), UsernamePasswordAuthenticationFilter.class)
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .requestCache(RequestCacheConfigurer::disable)
        .exceptionHandling(failures ->
            failures.authenticationEntryPoint(login).accessDeniedHandler(WebSecurity::deny))
        .headers(WebSecurity::protect)
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return Passwords.encoder();
  }

  @Bean
  UserDetailsService logins(Users users) {
    return name ->
        users
            .find(name)
            .map(user ->
                User.withUsername(user.username().value())
                    .password(user.passwordHash())
                    .authorities("USER")
                    .build())
            .orElseThrow(() -> new UsernameNotFoundException("no such user"));
  }

  /** Asks the database each time, so that a right taken away is gone at once, not at next login. */
  private static AuthorizationManager<RequestAuthorizationContext> admins(Users users) {
    AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
    return (viewer, request) ->
        new AuthorizationDecision(
            trust.isAuthenticated(viewer.get()) && users.isAdmin(viewer.get().getName()));
  }

  /** Lets the page tell a missing right from a form that is too old. */
  private static void deny(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    request.setAttribute("stale", reason instanceof CsrfException);
    response.sendError(HttpStatus.FORBIDDEN.value());
  }

  /** {@code Strict-Transport-Security} is sent only over https, and {@code nosniff} always. */
  private static void protect(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(
            policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
        .httpStrictTransportSecurity(transport -> transport.includeSubDomains(false));
  }
}
