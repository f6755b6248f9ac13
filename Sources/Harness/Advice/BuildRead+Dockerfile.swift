internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import CopyDigests
internal import Fingerprints

extension BuildRead {
  /// The instruction `read` of the Dockerfile called `dockerfile`, with what links in `files` lead to.
  ///
  /// - Throws: what `files` throws.
  init(_ read: Dockerfile.ContextRead, of dockerfile: String, in files: some ContextFiles) throws {
    var reaches: [CopyReach] = []
    for selector in read.selectors {
      reaches.append(CopyReach(selector))
      let followed = try reaches[reaches.count - 1].following { try files.link(at: BytePath($0)) }
      if let followed { reaches.append(followed) }
      guard selector.hasWildcard else { continue }
      // What a link that the wildcard matches leads to is copied as a whole.
      let known = Set(reaches.map(\.selector.relativePath))
      for path in try FollowPaths.reached(from: BytePath(selector.relativePath), in: files)
      where !known.contains(path.bytes) {
        reaches.append(CopyReach(CopySelector(path: path.bytes)))
      }
    }
    self.init(
      file: dockerfile, line: read.line, text: String(decoding: read.text.bytes, as: UTF8.self), reaches: reaches)
  }
}

extension Dockerfile.ContextRead {
  /// What is selected of the context, a selector for each source.
  var selectors: [CopySelector] {
    sources.map { source in
      CopySelector(
        path: source.path.bytes, includes: source.include.map { [$0.bytes] } ?? [], excludes: excludes.map(\.bytes),
        required: source.required.map { [$0.bytes] } ?? [])
    }
  }
}
