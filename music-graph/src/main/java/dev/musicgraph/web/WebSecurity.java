package dev.musicgraph.web;

import dev.musicgraph.user.Passwords;
import dev.musicgraph.user.Users;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/** Who may do what: everybody may look, administrators may edit. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  SecurityFilterChain rules(HttpSecurity http, Users users) {
    return http.authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers("/admin", "/admin/**")
                .access(admins(users))
                .requestMatchers(HttpMethod.GET)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD)
                .permitAll()
                .anyRequest()
                .denyAll())
        .formLogin(login -> login.loginPage("/login").failureHandler(loginFailure()))
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(
                    policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
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

  /** Tells a wrong password from a database that didn't answer. */
  private static AuthenticationFailureHandler loginFailure() {
    return (request, response, failure) -> {
      if (failure instanceof AuthenticationServiceException) {
        throw new ServletException(failure);
      }
      response.sendRedirect(request.getContextPath() + "/login?error");
    };
  }
}
