internal import Files
internal import Fingerprints
internal import Glibc
public import Model
internal import Verdicts

/// Finds records that belong to no scenario.
public enum RecordSearch {
  /// Looks below those of `paths` that are directories, where scenarios are looked for, and deletes what it finds if
  /// it is to.
  ///
  /// Only files that say in their first line that they are records count: other tools' lockfiles end in `.lock`, too.
  /// - Throws: ``Breakdown`` when a directory cannot be listed, or a record not deleted.
  public static func unreferenced(
    in paths: [String], handling: UnreferencedRecords.Handling
  ) throws(Breakdown) -> UnreferencedRecords {
    var found: [String] = []
    for path in paths {
      let files = try ScenarioSelection.files(at: path, endings: [".lock", ".yml", ".yaml"])
      guard files != [path] else { continue }
      let known = Set(files.filter { !$0.hasSuffix(".lock") }.map { Array(RecordStore.path(for: $0).utf8) })
      for file in files where file.hasSuffix(".lock") && !known.contains(Array(file.utf8)) && !found.contains(file) {
        if isRecord(file) { found.append(file) }
      }
    }
    if handling == .delete {
      for file in found where unlink(file) != 0 {
        throw Breakdown(
          .environment, "delete the record \(PathText.visible(file)): \(String(cString: strerror(errno)).lowercased())")
      }
    }
    return UnreferencedRecords(files: found, handling: handling)
  }

  private static func isRecord(_ file: String) -> Bool {
    let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 && Record.isRecord(Array(buffer.prefix(count)))
  }
}
