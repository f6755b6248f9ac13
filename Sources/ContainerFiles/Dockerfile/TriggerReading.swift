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
    // A file of its own for the reference, so a backslash escapes in it, whatever the file says.
    do throws(DockerfileError) {
      let lines = try InstructionLines(expression.bytes).lines
      guard var line = lines.first, lines.count == 1 else {
        throw DockerfileError(line: 0, "an ONBUILD trigger must be a single instruction")
      }
      (line.line, line.endLine) = (instruction.line, instruction.endLine)
      guard let keyword = line.keyword else {
        throw DockerfileError(line: 0, "unknown instruction: \(Refusal.quote(line.name))")
      }
      do throws(Refusal) {
        return try StageReading.instruction(line, keyword: keyword)
      } catch {
        throw DockerfileError(line: 0, error)
      }
    } catch {
      throw DockerfileError(line: instruction.line, error.message)
    }
  }
}
