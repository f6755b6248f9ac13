/// A Dockerfile cut into instructions: comments, continuations and heredocs are gone after this.
struct InstructionLines {
  private(set) var lines: [InstructionLine] = []
  private(set) var escape: UInt8

  /// - Throws: for what the reference's parser refuses, at the first line of the instruction.
  init(_ bytes: [UInt8]) throws(DockerfileError) {
    var physical = PhysicalLines(bytes)
    var directives = ParserDirectives()
    while let first = try physical.next() {
      let line = physical.number
      // Blanks before an instruction do not count; those of continued lines do.
      let text = RuneText.trimmingLeadingSpace(PhysicalLines.trimmingEnd(first))
      do throws(Refusal) {
        try directives.read(text, number: line)
      } catch {
        throw DockerfileError(line: line, error)
      }
      guard !text.isEmpty, !Self.isComment(text) else { continue }
      var joined: [UInt8] = []
      var isOpen = Self.append(text, to: &joined, escape: directives.escape)
      while isOpen, let next = try physical.next() {
        let text = PhysicalLines.trimmingEnd(next)
        // Comments may stand between continued lines, and empty lines still may.
        guard !Self.isComment(text), !RuneText.trimmingLeadingSpace(text).isEmpty else { continue }
        isOpen = Self.append(text, to: &joined, escape: directives.escape)
      }
      lines.append(try Self.instruction(joined, escape: directives.escape, line: line, from: &physical))
    }
    guard !lines.isEmpty else { throw DockerfileError(line: 0, "the file has no instructions") }
    escape = directives.escape
  }

  private static func instruction(
    _ text: [UInt8], escape: UInt8, line: Int, from physical: inout PhysicalLines
  ) throws(DockerfileError) -> InstructionLine {
    var instruction: InstructionLine
    var heredocs: [Heredoc] = []
    do throws(Refusal) {
      instruction = try InstructionLine(text, escape: escape)
      if instruction.takesHeredocs { heredocs = try Heredoc.announced(by: text) }
    } catch {
      throw DockerfileError(line: line, error)
    }
    for var heredoc in heredocs {
      try heredoc.read(from: &physical, announcedAt: line)
      instruction.heredocs.append(heredoc)
    }
    instruction.line = line
    instruction.endLine = physical.number
    return instruction
  }

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    RuneText.trimmingLeadingSpace(line).first == UInt8(ascii: "#")
  }

  /// Appends the line without what continues it, and says whether it is continued.
  ///
  /// An escape before the last one means that the line ends; how many there are before does not matter.
  private static func append(_ line: ArraySlice<UInt8>, to text: inout [UInt8], escape: UInt8) -> Bool {
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    guard end > line.startIndex, line[end - 1] == escape,
      end - 1 == line.startIndex || line[end - 2] != escape
    else {
      text.append(contentsOf: line)
      return false
    }
    text.append(contentsOf: line[..<(end - 1)])
    return true
  }
}
