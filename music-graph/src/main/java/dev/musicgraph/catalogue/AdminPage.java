package dev.musicgraph.catalogue;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /admin}: what there is, and where to edit it. */
@Controller
final class AdminPage {
  /** How much there is of everything. */
  record Counts(
      long roots, long intermediates, long leaves, long relations, long bands, long users) {
    public long genres() {
      return roots + intermediates + leaves;
    }
  }

  private final JdbcClient database;

  AdminPage(JdbcClient database) {
    this.database = database;
  }

  @GetMapping("/admin")
  String overview(Model model) {
    Counts counts =
        database
            .sql(
                """
                select
                  (select count(*) from genre where type = 'root') as roots,
                  (select count(*) from genre where type = 'intermediate') as intermediates,
                  (select count(*) from genre where type = 'leaf') as leaves,
                  (select count(*) from genre_relation) as relations,
                  (select count(*) from band) as bands,
                  (select count(*) from app_user) as users
                """)
            .query(Counts.class)
            .single();
    model.addAttribute("counts", counts);
    return "admin";
  }
}
