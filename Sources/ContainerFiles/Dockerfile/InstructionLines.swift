/// A Dockerfile cut into instructions: comments, continuations and heredocs are gone after this.
struct InstructionLines {
  private(set) var lines: [InstructionLine] = []
  private(set) var escape: UInt8

  /// - Throws: for what the reference's parser refuses.
  init(_ bytes: [UInt8]) throws(DockerfileError) {
    var physical = PhysicalLines(bytes)
    var directives = ParserDirectives()
    while let first = try physical.next() {
      let line = physical.number
      // Blanks before an instruction do not count; those of continued lines do.
      let text = RuneText.trimmingLeadingSpace(PhysicalLines.trimmingEnd(first))
      let start = InstructionPlaces.Place(line: line, column: text.startIndex - first.startIndex + 1)
      do throws(Refusal) {
        try directives.read(text, number: line)
      } catch {
        throw DockerfileError(line: line, column: start.column + (error.place?.offset ?? 0), error.message)
      }
      guard !text.isEmpty, !Self.isComment(text) else { continue }
      var joined = InstructionPlaces()
      var isOpen = Self.append(text, at: start, to: &joined, escape: directives.escape)
      while isOpen, let next = try physical.next() {
        let text = PhysicalLines.trimmingEnd(next)
        // Comments may stand between continued lines, and empty lines still may.
        guard !Self.isComment(text), !RuneText.trimmingLeadingSpace(text).isEmpty else { continue }
        let place = InstructionPlaces.Place(line: physical.number, column: 1)
        isOpen = Self.append(text, at: place, to: &joined, escape: directives.escape)
      }
      lines.append(try Self.instruction(joined, escape: directives.escape, line: line, from: &physical))
    }
    guard !lines.isEmpty else { throw DockerfileError("the file has no instructions") }
    escape = directives.escape
  }

  private static func instruction(
    _ joined: InstructionPlaces, escape: UInt8, line: Int, from physical: inout PhysicalLines
  ) throws(DockerfileError) -> InstructionLine {
    var places = joined
    var instruction: InstructionLine
    var heredocs: [Heredoc] = []
    do throws(Refusal) {
      instruction = try InstructionLine(joined.text, escape: escape)
      if instruction.takesHeredocs { heredocs = try Heredoc.announced(by: joined.text) }
    } catch {
      throw DockerfileError(error, in: places)
    }
    places.note(instruction, escape: escape)
    for var heredoc in heredocs {
      let first = physical.number + 1
      guard try heredoc.read(from: &physical) else {
        let message = "unterminated heredoc: no line \(Refusal.quote(heredoc.name)) ends it"
        let refusal = heredoc.offset.map { Refusal(message, in: .text, at: $0) } ?? Refusal(message)
        throw DockerfileError(refusal, in: places)
      }
      places.note(heredoc, from: first)
      instruction.heredocs.append(heredoc)
    }
    instruction.places = places
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
  private static func append(
    _ line: ArraySlice<UInt8>, at place: InstructionPlaces.Place, to text: inout InstructionPlaces, escape: UInt8
  ) -> Bool {
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    guard end > line.startIndex, line[end - 1] == escape,
      end - 1 == line.startIndex || line[end - 2] != escape
    else {
      text.join(line, at: place)
      return false
    }
    text.join(line[..<(end - 1)], at: place)
    return true
  }
}
