internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model

/// What a release must fulfil, and where to look: of `verify` and `attest`.
struct ReleaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the tag must be at least: signed, annotated or any. Unless given: signed where keys are named, else annotated.",
      valueName: "kind"), completion: .list(ReleasePolicy.TagKind.allCases.map(\.rawValue)))
  var require: String?

  @Option(help: "SSH keys that may sign, in ssh-keygen's form.", completion: .file())
  var allowedSigners: String?

  @Option(help: "SSH keys that were revoked, in ssh-keygen's form.", completion: .file())
  var revokedKeys: String?

  @Option(help: "OpenPGP keys that may sign, as \"gpg --export\" writes them.", completion: .file())
  var keyring: String?

  @Option(help: "Of the keyring, only the key with this fingerprint counts; may be repeated.")
  var fingerprint: [String] = []

  @Option(help: "Another repository that must have the same tag: its address.")
  var remote: String?

  @Option(
    help: "Remember tags in this file as they are first seen, and refuse those that were moved since.",
    completion: .file())
  var tagsLock: String?

  @Option(
    help: "A tar, zip, source distribution or wheel that must have the contents of the tag.", completion: .file())
  var archive: String?

  @Option(
    help: "A scenario file with the policy, the context, what to build and how often; its repository is the tag's.",
    completion: .file(extensions: ["yml", "yaml"]))
  var scenario: String?

  @Option(help: "How many runs to make.")
  var runs: Int?

  @Option(help: "The least grade that lockfiles may have: A, B or C.", completion: .list(["A", "B", "C"]))
  var minGrade: String?

  @Option(help: "What stands before the version in the tag's name, such as v or widget-.")
  var tagPrefix: String?

  func validate() throws {
    if let require, ReleasePolicy.TagKind(rawValue: require) == nil {
      throw ValidationError("--require must be signed, annotated or any")
    }
    if let runs, !(1...1_000).contains(runs) { throw ValidationError("--runs must be from 1 to 1000") }
    if let minGrade, !["A", "B", "C"].contains(minGrade) { throw ValidationError("--min-grade must be A, B or C") }
    if !fingerprint.isEmpty, keyring == nil, scenario == nil { throw ValidationError("--fingerprint needs --keyring") }
    for text in fingerprint where text.wholeMatch(of: /[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}/) == nil {
      throw ValidationError("--fingerprint must be 40 or 64 hexadecimal digits: \"\(PathText.visible(text))\"")
    }
  }

  /// The verification that these options ask for.
  ///
  /// - Throws: what is wrong with the scenario.
  func verification(of tag: String, in repository: String) throws -> ReleaseVerification {
    let document = try scenario.map { try Self.document($0) }
    var verification = ReleaseVerification(repository: repository, tag: tag, policy: policy(document))
    verification.remote = remote
    verification.tagsLock = tagsLock
    verification.archive = archive
    verification.scenario = document
    verification.runs = runs
    return verification
  }

  /// The one scenario of a file.
  static func document(_ path: String) throws -> ScenarioDocument {
    let documents = try SelectionOptions.load(ScenarioSelection(paths: [path], filters: [], tags: []))
    guard documents.count == 1, let document = documents.first else {
      throw Breakdown(.usage, "\(PathText.visible(path)) holds \(documents.count) scenarios", remedy: "name one file")
    }
    return document
  }

  /// The scenario's, with what the options say instead.
  private func policy(_ document: ScenarioDocument?) -> ReleasePolicy {
    var policy = document?.scenario.release ?? ReleasePolicy()
    if let document {
      policy.allowedSigners = policy.allowedSigners.map(document.resolving)
      policy.revokedKeys = policy.revokedKeys.map(document.resolving)
      policy.keyring = policy.keyring.map(document.resolving)
    }
    policy.require = require.flatMap { ReleasePolicy.TagKind(rawValue: $0) } ?? policy.require
    policy.allowedSigners = allowedSigners ?? policy.allowedSigners
    policy.revokedKeys = revokedKeys ?? policy.revokedKeys
    policy.keyring = keyring ?? policy.keyring
    if !fingerprint.isEmpty { policy.fingerprints = fingerprint.map { $0.uppercased() } }
    policy.minGrade = minGrade ?? policy.minGrade
    policy.tagPrefix = tagPrefix ?? policy.tagPrefix
    return policy
  }
}
