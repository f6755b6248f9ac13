internal import Glibc
internal import Model

/// The conditions that a build alone notices: what its launcher takes on and what stands in its environment.
struct BuildConditions {
  private(set) var options: [LaunchOption]
  let environment: [(name: String, value: String)]
  /// Variables for the command alone: a library preloaded into the launcher would take its arguments away.
  private let ofCommand: [(name: String, value: String)]
  /// Of each axis whose value cannot be brought about, why.
  private(set) var notApplied: [Axis: String] = [:]

  /// Where Debian has libfaketime; the dynamic linker knows the last part for each machine.
  private static let fakeTime = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/arm-linux-gnueabihf/faketime/libfaketime.so.1", "/usr/lib64/faketime/libfaketime.so.1",
  ]

  init(_ variation: Variation, step: BuildStep) {
    // The bounds on reading a repository are none on building it.
    var options: [LaunchOption] = [.resourceLimits(ResourceLimits.givenText)]
    var environment: [(name: String, value: String)] = []
    var ofCommand: [(name: String, value: String)] = []
    switch variation.value(of: .hashSeed) {
    case "random"?: environment += [("PYTHONHASHSEED", "random")]
    case let seed?:
      environment += [("PERL_HASH_SEED", seed), ("PERL_PERTURB_KEYS", "0"), ("PYTHONHASHSEED", seed)]
    case nil: break
    }
    if variation.value(of: .aslr) == "off" { options.append(.fixedAddresses) }
    if variation.value(of: .stdin) == "terminal" { options.append(.terminal) }
    if !step.network || variation.value(of: .network) == "off" { options.append(.networkOff) }
    if let user = CheckoutOwner.id(variation.value(of: .user)) {
      options.append(.user(user))
      environment += [("LOGNAME", "builder"), ("USER", "builder")]
    } else {
      environment += [("LOGNAME", "lockstep"), ("USER", "lockstep")]
    }
    if variation.value(of: .clock) == "next-year" {
      if let library = Self.fakeTime.first(where: { access($0, R_OK) == 0 }) {
        ofCommand += [("FAKETIME", "+366d"), ("LD_PRELOAD", library), ("NO_FAKE_STAT", "1")]
      } else {
        notApplied[.clock] = "libfaketime is not installed"
      }
    }
    self.options = options
    self.environment = environment
    self.ofCommand = ofCommand
  }

  /// The program that runs a script of the shell, with its arguments.
  func program(running script: String) -> [String] {
    let shell = ["/bin/sh", "-c", script]
    return ofCommand.isEmpty ? shell : ["/usr/bin/env"] + ofCommand.map { $0.name + "=" + $0.value } + shell
  }

  /// Builds as the same user in every run, and says why.
  mutating func leaveUser(because reason: String) {
    let count = options.count
    options.removeAll { if case .user = $0 { true } else { false } }
    if options.count != count { notApplied[.user] = reason }
  }
}
