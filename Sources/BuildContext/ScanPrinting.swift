internal import Fingerprints

/// Prints the manifest of what a scan found.
struct ScanPrinting {
  private let directories: [ScanDirectory]
  private let contents: [DirectoryScan.Content]
  private var printed: [UInt8] = []
  /// The path of the directory being printed, as manifests print it, with its slash; empty for the root.
  private var prefix: [UInt8] = []
  private(set) var entryCount = 0
  /// Of all files.
  private(set) var byteCount: UInt64 = 0

  init(_ levels: ScanLevels) {
    directories = levels.directories
    contents = levels.contents
    printed.reserveCapacity(contents.count * 128)
  }

  mutating func text() -> [UInt8] {
    add(0)
    return printed
  }

  private mutating func add(_ index: Int) {
    for item in directories[index].items {
      switch item.kind {
      case .file(let executable, let content):
        let content = contents[content]
        Manifest.append(.file(executable: executable, content: content.digest), prefix, item.printedName, to: &printed)
        byteCount += content.stamp.size
      case .symlink(let content):
        let digest = contents[content].digest
        Manifest.append(.symlink(target: [], content: digest), prefix, item.printedName, to: &printed)
      case .directory(let inside):
        guard directories[inside].isListed else { continue }
        Manifest.append(.directory, prefix, item.printedName, to: &printed)
        entryCount += 1
        prefix += item.printedName
        add(inside)
        prefix.removeLast(item.printedName.count)
        continue
      case .special: continue
      }
      entryCount += 1
    }
  }
}
