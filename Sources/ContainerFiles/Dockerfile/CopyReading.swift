/// Reads the arguments and flags of `COPY` and `ADD`.
enum CopyReading {
  private static let common: [String: FlagValues.Kind] = [
    "chown": .text, "chmod": .text, "link": .truth, "exclude": .list,
  ]
  private static let copy = common.merging(["from": .text, "parents": .truth]) { first, _ in first }
  private static let add = common.merging(["keep-git-dir": .truth, "checksum": .text, "unpack": .truth]) { first, _ in
    first
  }

  static func read(_ line: InstructionLine, isAdd: Bool) throws(Refusal) -> Dockerfile.CopyInstruction {
    let name = isAdd ? "ADD" : "COPY"
    guard let destination = line.arguments.last, line.arguments.count >= 2 else {
      throw Refusal("\(name) requires at least two arguments: one or more sources, and the destination")
    }
    let flags = try FlagValues(line.flags, known: isAdd ? add : copy)
    guard Heredoc.named(by: destination) == nil else {
      throw Refusal("\(name) cannot accept a heredoc as its destination")
    }
    // Of two documents with one name the last counts, as in the reference.
    let written = Dictionary(line.heredocs.map { ($0.name, $0) }) { _, last in last }
    var sources: [Dockerfile.Word] = []
    var documents: [Dockerfile.Document] = []
    for argument in line.arguments.dropLast() {
      guard var heredoc = Heredoc.named(by: argument) else {
        sources.append(Dockerfile.Word(argument))
        continue
      }
      heredoc.content = written[heredoc.name]?.content ?? []
      documents.append(
        Dockerfile.Document(
          name: Dockerfile.Word(heredoc.name), content: Dockerfile.Word(heredoc.text), expands: heredoc.expands))
    }
    return Dockerfile.CopyInstruction(
      sources: sources, documents: documents, destination: Dockerfile.Word(destination),
      flags: Dockerfile.CopyFlags(
        from: flags.word("from"), chown: flags.word("chown"), chmod: flags.word("chmod"),
        link: flags.truth("link") ?? false, parents: flags.truth("parents") ?? false,
        excludes: flags.list("exclude").map { Dockerfile.Word($0) }, keepGitDirectory: flags.truth("keep-git-dir"),
        checksum: flags.word("checksum"), unpack: flags.truth("unpack")))
  }
}
