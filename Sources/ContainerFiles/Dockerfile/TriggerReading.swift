/// Reads what `ONBUILD` keeps, each once however many stages it triggers in.
struct TriggerReading {
  private var byStage: [Int: [Dockerfile.Instruction]] = [:]

  /// The triggers of a stage, at the lines of their `ONBUILD`.
  ///
  /// - Throws: for a trigger that is no instruction; a stage that nothing is built upon may have one.
  mutating func instructions(of stage: Dockerfile.Stage) throws(DockerfileError) -> [Dockerfile.Instruction] {
    if let known = byStage[stage.index] { return known }
    var instructions: [Dockerfile.Instruction] = []
    for instruction in stage.instructions {
      guard case .trigger(let expression) = instruction.detail else { continue }
      instructions.append(try Self.read(expression, of: instruction))
    }
    byStage[stage.index] = instructions
    return instructions
  }

  private static func read(
    _ expression: Dockerfile.Word, of instruction: Dockerfile.Instruction
  ) throws(DockerfileError) -> Dockerfile.Instruction {
    let start = InstructionReading.triggerText(of: instruction.places.text).startIndex
    // A file of its own for the reference, so a backslash escapes in it, whatever the file says.
    let lines: [InstructionLine]
    do throws(DockerfileError) {
      lines = try InstructionLines(expression.bytes).lines
    } catch {
      // Only its first line is a part of the instruction's own text.
      let refusal = Refusal(error.message, in: .text, at: error.line == 1 ? start + error.column - 1 : start)
      throw DockerfileError(refusal, in: instruction.places)
    }
    guard var line = lines.first, lines.count == 1 else {
      throw DockerfileError(
        Refusal("an ONBUILD trigger must be a single instruction", in: .text, at: start), in: instruction.places)
    }
    (line.line, line.endLine) = (instruction.line, instruction.endLine)
    line.places.move(into: instruction.places, at: start)
    do throws(Refusal) {
      guard let keyword = line.keyword else { throw Refusal("unknown instruction: \(Refusal.quote(line.name))") }
      return try StageReading.instruction(line, keyword: keyword)
    } catch {
      throw DockerfileError(error, in: line.places)
    }
  }
}
