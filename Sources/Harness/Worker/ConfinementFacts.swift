internal import Limits
internal import Model

/// What `doctor` says of the hold on workers: each line is what a worker found out by trying.
public enum ConfinementFacts {
  /// The facts in a fixed order; one that says why when no worker could be asked.
  public static func collect(_ client: WorkerClient) async -> [MachineFact] {
    do throws(Breakdown) {
      let report = try await client.answer(to: .confinement) { reply in
        if case .confinement(let report) = reply { report } else { nil }
      }
      return facts(report)
    } catch {
      return [MachineFact("workers", "cannot be started: \(error.message)", problem: error.remedy ?? "see the message")]
    }
  }

  private static func facts(_ report: ConfinementReport) -> [MachineFact] {
    [
      MachineFact(
        "worker: limits",
        [
          bytes("memory", report.memory), bytes("a file", report.fileSize),
          report.processorTime.map { "processor time \($0) s" } ?? "processor time without limit",
          report.coreDumpsDenied ? "no core dumps" : "core dumps",
        ].joined(separator: ", ")),
      MachineFact("worker: privileges", report.noNewPrivileges ? "none can be gained" : "can be gained"),
      // Where the kernel lacks these, the file permissions hold: less, and no reason to call the machine unfit.
      MachineFact("worker: files", files(report)),
      MachineFact(
        "worker: programs", report.programsDenied ? "none can be started (seccomp)" : "can be started: no seccomp here"),
      MachineFact(
        "worker: network", report.networkDenied ? "no socket can be opened (seccomp)" : "can be used: no seccomp here"),
      MachineFact(
        "worker: descriptors",
        report.inheritedDescriptors == 0 ? "none inherited" : "\(report.inheritedDescriptors) inherited"),
    ]
  }

  private static func files(_ report: ConfinementReport) -> String {
    guard report.landlockVersion > 0 else { return "can be changed as permissions allow: the kernel has no Landlock" }
    return report.writesDenied
      ? "none can be changed but those of the run and the cache (Landlock \(report.landlockVersion))"
      : "can be changed as permissions allow: Landlock \(report.landlockVersion) could not be applied"
  }

  private static func bytes(_ what: String, _ value: UInt64?) -> String {
    value.map { "\(what) \(LimitName.memory.text($0))" } ?? "\(what) without limit"
  }
}
