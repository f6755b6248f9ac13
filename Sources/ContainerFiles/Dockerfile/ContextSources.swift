/// Makes of a `COPY` source what BuildKit selects in the context.
enum ContextSources {
  static func source(_ text: Variables.Value, parents: Bool) -> Dockerfile.Source {
    var path = text.text
    var include: [UInt8]?
    var required: [UInt8]?
    if parents {
      // `/./` marks the part of the path that is not kept.
      let pivot = text.text.indices.first { text.text[$0...].starts(with: [0x2F, 0x2E, 0x2F]) }
      let written = pivot.map { Array(text.text[($0 + 3)...]) } ?? text.text
      path = pivot.map { Array(text.text[..<$0]) } ?? [0x2F]
      // What is written from the root is taken as it is; the rest is cleaned.
      let pattern = written.first == 0x2F ? written : ContextPath.clean(written)
      include = Array(pattern.dropFirst())
      if !ContextPath.hasWildcard(path), !ContextPath.hasWildcard(pattern) {
        required = ContextPath.clean(path + pattern)
      }
    }
    return Dockerfile.Source(
      text: Dockerfile.Word(text.text), path: Dockerfile.Word(ContextPath.clean(path)),
      include: include.map { Dockerfile.Word($0) }, required: required.map { Dockerfile.Word($0) },
      unresolved: text.unresolved)
  }
}
