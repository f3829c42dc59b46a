package dev.backline.cli.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.run.Attendance;
import dev.backline.cli.run.RunJson;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.status.EnvironmentStatus.RunAtWork;

/** The environments as JSON. */
public final class StatusJson {

  private StatusJson() {}

  public static ObjectNode of(EnvironmentStatus environment) {
    ObjectNode json = JsonText.object();
    json.put("app", environment.scope().app());
    json.put("environment", environment.scope().environment());
    json.put("url", environment.url().orElse(null));
    json.set("live", environment.live().map(StatusJson::of).orElse(null));
    json.set("underWay", environment.underWay().map(StatusJson::of).orElse(null));
    var waiting = json.putArray("waiting");
    environment.waiting().forEach(run -> waiting.add(RunJson.of(run)));
    json.set("last", environment.last().map(RunJson::of).orElse(null));
    return json;
  }

  private static ObjectNode of(LiveRelease live) {
    return ReleaseText.json(live.release()).put("health", live.health());
  }

  private static ObjectNode of(RunAtWork atWork) {
    Progress progress = Progress.of(atWork.state());
    ObjectNode json = RunJson.of(atWork.run());
    json.put("step", progress.at().map(Object::toString).orElse(null));
    json.put("stepsDone", progress.done());
    json.put("stepsPlanned", progress.planned());
    json.put("orphaned", atWork.attendance() instanceof Attendance.Orphaned);
    json.put(
        "holder",
        atWork.attendance() instanceof Attendance.AtWork(var holder)
            ? holder.owner().describe()
            : null);
    return json;
  }
}
