internal import Files
internal import Glibc
internal import ScenarioFiles

/// Reads dpkg's list of installed packages; no program is started.
enum DebianPackages {
  /// The version of the first installed package whose name begins with `prefix`; nil without dpkg.
  static func version(ofNameBeginning prefix: String) -> String? {
    guard case .success(let bytes) = BoundedFile.read("/var/lib/dpkg/status", limit: 64 << 20) else { return nil }
    var isMatch = false
    var isInstalled = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.isEmpty {
        isMatch = false
        isInstalled = false
      } else if line.starts(with: "Package: \(prefix)".utf8) {
        isMatch = true
      } else if line.elementsEqual("Status: install ok installed".utf8) {
        isInstalled = true
      } else if isMatch, isInstalled, line.starts(with: "Version: ".utf8) {
        return String(decoding: line.dropFirst(9), as: UTF8.self)
      }
    }
    return nil
  }
}
