import Foundation

/// The real buildah, building `COPY . /` from scratch into a directory: no network, no image, nothing run.
struct BuildahOracle {
  static let isInstalled = executable != nil

  private static let executable = ["/usr/bin/buildah", "/usr/local/bin/buildah"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Whether a build succeeds at all, which takes root or user namespaces.
  static let works: Bool = {
    guard isInstalled, let oracle = try? BuildahOracle() else { return false }
    defer { oracle.remove() }
    return (try? oracle.copied(["a/b": []], ignoring: [])) == ["a", "a/b"]
  }()

  static let containerfile = Array("FROM scratch\nCOPY . /\n".utf8)

  private let root: String

  init() throws {
    root = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString
    for name in ["home", "tmp"] {
      try FileManager.default.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    try Data(Self.containerfile).write(to: URL(fileURLWithPath: root + "/Containerfile"))
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  /// The paths, sorted, that arrive of a context that holds `files` with their contents; nil when the build fails.
  ///
  /// - Parameters:
  ///   - rules: the ignore file; nil when buildah is to find one by itself.
  ///   - containerfile: where the context has its own, relative to it.
  func copied(
    _ files: [String: [UInt8]], ignoring rules: [UInt8]?, containerfile: String? = nil
  ) throws -> [String]? {
    let manager = FileManager.default
    for name in ["context", "image"] { try? manager.removeItem(atPath: "\(root)/\(name)") }
    let context = root + "/context"
    try manager.createDirectory(atPath: context, withIntermediateDirectories: false)
    for (file, content) in files {
      let url = URL(fileURLWithPath: "\(context)/\(file)")
      try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url)
    }
    var options = ["--file", containerfile.map { "\(context)/\($0)" } ?? root + "/Containerfile"]
    if let rules {
      try Data(rules).write(to: URL(fileURLWithPath: root + "/rules"))
      options += ["--ignorefile", root + "/rules"]
    }
    guard try build(context, options) else { return nil }
    return try manager.subpathsOfDirectory(atPath: root + "/image").sorted()
  }

  private func build(_ context: String, _ options: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "timeout", "--kill-after=5", "15", Self.executable ?? "", "--root", root + "/storage", "--runroot",
        root + "/run",
        "--storage-driver", "vfs", "build", "--isolation", "chroot", "--network", "host", "--no-cache",
        "--output", "type=local,dest=\(root)/image",
      ] + options + [context]
    process.environment = ["HOME": root + "/home", "TMPDIR": root + "/tmp", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
