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
    guard let destination = line.arguments.last?.bytes, line.arguments.count >= 2 else {
      throw Refusal("\(name) requires at least two arguments: one or more sources, and the destination")
    }
    let flags = try FlagValues(line.flags, known: isAdd ? add : copy)
    guard Heredoc.named(by: destination) == nil else {
      throw Refusal("\(name) cannot accept a heredoc as its destination", in: .argument(line.arguments.count - 1))
    }
    // Of two documents with one name the last counts, as in the reference.
    let written = Dictionary(line.heredocs.enumerated().map { ($1.name, (number: $0, heredoc: $1)) }) { _, last in last
    }
    var sources: [Dockerfile.Word] = []
    var sourceNumbers: [Int] = []
    var documents: [Dockerfile.Document] = []
    for (number, argument) in line.arguments.dropLast().map(\.bytes).enumerated() {
      guard var heredoc = Heredoc.named(by: argument) else {
        sources.append(Dockerfile.Word(argument))
        sourceNumbers.append(number)
        continue
      }
      let found = written[heredoc.name]
      heredoc.content = found?.heredoc.content ?? []
      documents.append(
        Dockerfile.Document(
          name: Dockerfile.Word(heredoc.name), content: Dockerfile.Word(heredoc.text), expands: heredoc.expands,
          number: found?.number ?? -1))
    }
    return Dockerfile.CopyInstruction(
      sources: sources, sourceNumbers: sourceNumbers, documents: documents, destination: Dockerfile.Word(destination),
      flags: Dockerfile.CopyFlags(
        from: flags.word("from"), chown: flags.word("chown"), chmod: flags.word("chmod"),
        link: flags.truth("link") ?? false, parents: flags.truth("parents") ?? false,
        excludes: flags.list("exclude").map { Dockerfile.Word($0) }, keepGitDirectory: flags.truth("keep-git-dir"),
        checksum: flags.word("checksum"), unpack: flags.truth("unpack")))
  }
}
