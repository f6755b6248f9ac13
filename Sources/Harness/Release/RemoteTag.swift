internal import Fingerprints
internal import Git
internal import Model

/// What another repository says of a tag.
///
/// `git fetch` keeps a stale tag without a word, so only asking tells whether it has moved.
struct RemoteTag: Sendable {
  /// The tag object, or the commit of a lightweight tag; nil when the remote has no such tag.
  let object: String?
  /// What an annotated tag stands for in the end.
  let peeled: String?

  /// Asks `address` by the real git, with nothing of anybody's configuration.
  ///
  /// - Throws: ``Breakdown`` of the environment when git is missing or the remote cannot be reached.
  static func ask(_ address: String, ref: String, home: String) async throws(Breakdown) -> RemoteTag {
    guard GitCheckout.isInstalled else {
      throw Breakdown(.environment, "ask the remote: git is not installed", remedy: "apt-get install git")
    }
    let environment = [
      ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_TERMINAL_PROMPT", "0"),
      ("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh"), ("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"), ("HOME", home),
      ("LC_ALL", "C"), ("PATH", "/usr/bin:/bin"),
    ]
    let result = try await BoundedCommand.run(
      GitCheckout.program, ["ls-remote", "--tags", "--", address, ref, ref + "^{}"],
      environment: (environment + ExternalSigner.variable("SSH_AUTH_SOCK").map { ($0.name, $0.value) }).map {
        (name: $0.0, value: $0.1)
      }, directory: home, seconds: 60, hasTerminal: false, lateRemedy: "find out whether the remote answers")
    guard result.exitCode == 0 else {
      throw Breakdown(
        .environment, "ask \(PathText.visible(address)) for the tag: \(result.lastLine)",
        remedy: "check the address and the network, or leave --remote out")
    }
    var found: [String: String] = [:]
    for line in String(decoding: result.output.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: "\t")
      if fields.count == 2 { found[String(fields[1])] = String(fields[0]) }
    }
    return RemoteTag(object: found[ref], peeled: found[ref + "^{}"])
  }
}
