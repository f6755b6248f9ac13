internal import ContainerFiles
internal import ContextAdvice

extension BuildRead {
  /// The instruction `read` of the Dockerfile called `file`.
  init(_ read: Dockerfile.ContextRead, file: String) {
    self.init(
      file: file, line: read.line, text: String(decoding: read.text.bytes, as: UTF8.self),
      sources: read.sources.map { $0.include?.bytes ?? $0.path.bytes }, excludes: read.excludes.map(\.bytes))
  }
}
