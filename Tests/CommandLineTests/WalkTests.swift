import Foundation
import TestSupport
import Testing

@Suite("docs/works-on-my-machine.md")
struct WalkTests {
  /// A command of a console block, and the beginnings of the lines that it prints.
  private struct Step {
    let command: String
    var lines: [String] = []
    /// Whether more follows that is not shown.
    var isOpen = false
  }

  private static func steps() throws -> [Step] {
    let text = try String(contentsOfFile: Workspace.project + "/docs/works-on-my-machine.md", encoding: .utf8)
    var steps: [Step] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInside, line == "…" {
        steps[steps.count - 1].isOpen = true
      } else if isInside {
        steps[steps.count - 1].lines.append(String(line))
      }
    }
    return steps
  }

  @Test("is true from the first command to the last")
  func walk() throws {
    let workspace = try Workspace()
    let steps = try Self.steps()
    #expect(steps.count > 25)
    try workspace.shell(
      "ln -s \(Workspace.project)/Scenarios Scenarios; mkdir bin; ln -s \(Workspace.tool) bin/lockstep")
    let path = workspace.work + "/bin:/usr/local/bin:/usr/bin:/bin"
    var directory = workspace.work
    for step in steps {
      let result = try workspace.shell(
        step.command + "; pwd >&2", environment: ["PATH": path], at: directory)
      let errors = result.errors.split(separator: "\n").map(String.init)
      directory = try #require(errors.last)
      let output = result.output.split(separator: "\n").map(String.init)
      for (index, line) in step.lines.enumerated() {
        let isCut = line.hasSuffix("…")
        let found = index < output.count ? output[index] : ""
        #expect(
          isCut ? found.hasPrefix(line.dropLast()) : found == line,
          "\(step.command): \(found) is not \(line); \(result.errors)")
      }
      if !step.isOpen { #expect(output.count == step.lines.count, "\(step.command): \(result.output)\(result.errors)") }
    }
  }
}
