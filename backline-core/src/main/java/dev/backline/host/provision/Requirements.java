package dev.backline.host.provision;

import java.util.ArrayList;
import java.util.List;

/** Everything that a host needs, in the order in which it can be met. Decides only. */
public final class Requirements {

  private Requirements() {}

  public static List<Requirement> of(HostFacts facts, ProvisionGoal goal) {
    List<Requirement> all = new ArrayList<>();
    if (goal.makesUser()) {
      all.addAll(UserRequirements.made(goal.user()));
    }
    all.addAll(EngineRequirements.all());
    if (goal.hasUser()) {
      all.add(UserRequirements.inDockerGroup(goal.user()));
    }
    all.add(UserRequirements.directory(goal.user(), goal.directory()));
    if (goal.nginx()) {
      all.addAll(NginxRequirements.all());
    }
    all.addAll(UpkeepRequirements.all(goal));
    all.add(FirewallRequirement.of(facts, goal));
    return List.copyOf(all);
  }
}
