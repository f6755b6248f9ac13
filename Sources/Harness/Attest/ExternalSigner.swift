internal import Files
internal import Fingerprints
internal import Glibc
internal import Model

/// A program that makes or checks signatures, run where it can ask nothing: without a terminal, within a time limit.
struct ExternalSigner: Sendable {
  static let sshKeygen = ExternalSigner(name: "ssh-keygen", package: "openssh-client")
  static let gpg = ExternalSigner(name: "gpg", package: "gpg")
  static let gpgv = ExternalSigner(name: "gpgv", package: "gpgv")

  let name: String
  /// The Debian package to install.
  let package: String

  /// Runs it with `message` as its standard input.
  ///
  /// - Parameters:
  ///   - home: a private directory.
  ///   - seconds: after which it is ended.
  ///   - variables: names of the user's own variables that it gets, too.
  ///   - lateRemedy: what it may have waited for.
  /// - Throws: ``Breakdown`` of the environment when it is not installed, cannot be started or takes too long.
  func run(
    _ arguments: [String], message: [UInt8], home: String, seconds: Int,
    environment: [(name: String, value: String)] = [], lateRemedy: String
  ) async throws(Breakdown) -> BoundedCommand.Result {
    guard let program = Self.find(name) else {
      throw Breakdown(
        .environment, "run \(name): it is not installed, or not in PATH", remedy: "apt-get install \(package)")
    }
    let input = try MemoryFile.holding(message)
    defer { close(input) }
    let plain = [("HOME", home), ("GNUPGHOME", home), ("LC_ALL", "C"), ("PATH", "/usr/bin:/bin"), ("TZ", "UTC")]
    let given = Set(environment.map(\.name))
    return try await BoundedCommand.run(
      program, arguments,
      environment: plain.filter { !given.contains($0.0) }.map { (name: $0.0, value: $0.1) } + environment,
      input: input, seconds: seconds, hasTerminal: false, lateRemedy: lateRemedy)
  }

  /// Where `PATH` has it.
  private static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { $0 + "/" + name }.first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// `path` as an argument that no program takes for an option or looks for elsewhere.
  static func argument(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let here = getcwd(nil, 0) else { return "./" + path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// The user's own variable, for the cases where it is the user's own key that is asked for.
  static func variable(_ name: String) -> [(name: String, value: String)] {
    getenv(name).map { [(name: name, value: String(cString: $0))] } ?? []
  }

  /// Writes what a program reads as a file into the private directory.
  static func write(_ bytes: [UInt8], _ name: String, in home: String) throws(Breakdown) -> String {
    let path = home + "/" + name
    if let code = WholeFile.replace(path, with: bytes) {
      throw Breakdown(
        .environment, "write a temporary file: \(String(cString: strerror(code)).lowercased())",
        remedy: "free some space, or set TMPDIR to another file system")
    }
    return path
  }
}
