internal import Foundation
internal import Harness
internal import Model

/// A scenario in words, line by line.
struct ScenarioText {
  let scenario: Scenario
  let ids: SyntheticIDs?

  var lines: [String] {
    var lines = ["name        \(scenario.name)"]
    if let description = scenario.description {
      lines.append("description \(description.split(separator: "\n").joined(separator: " "))")
    }
    if !scenario.tags.isEmpty { lines.append("tags        \(scenario.tags.joined(separator: ", "))") }
    lines += repository
    let context = scenario.context
    lines.append(
      "context     \(context.directory), Dockerfile \(context.dockerfile), ignore file \(context.ignoreFile ?? "found as a builder does")"
    )
    lines.append("observe     \(scenario.observe.map(\.rawValue).joined(separator: ", "))")
    if !scenario.platforms.isEmpty {
      lines.append("platforms   \(scenario.platforms.map(\.rawValue).joined(separator: ", "))")
    }
    lines.append(
      "runs        \(scenario.vary.runs), varying \(scenario.vary.axes.map(\.rawValue).joined(separator: ", "))")
    lines.append("record      \(scenario.usesRecord ? "compared" : "not used")")
    if let waiver = scenario.waiver {
      let until = waiver.until.map { " until \($0)" } ?? ""
      lines.append("\(waiver.kind.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0))\(waiver.reason)\(until)")
    }
    return lines + expectations
  }

  private var repository: [String] {
    switch scenario.repository {
    case .repository(let path, let revision): return ["repository  \(path) at \(revision)"]
    case .workTree(let path): return ["repository  the working tree \(path) as it is"]
    case .synthetic(let recipe, let revision):
      var lines = ["repository  synthetic, checked out at \(revision)"]
      for (index, commit) in recipe.commits.enumerated() {
        let id = ids.map { $0.commits[index] } ?? ""
        lines.append("  commit \(index + 1)  \(id)  \(firstLine(commit.message))")
        lines += commit.files.map { "    \(describe($0.action))  \($0.path)" }
      }
      lines += recipe.branches.map { "  branch \($0.name)  at commit \($0.commit + 1)" }
      lines += recipe.tags.map { tag in
        let object = ids?.tags.first { $0.name == tag.name }.map { "  \($0.id)" } ?? ""
        return "  tag \(tag.name)  at commit \(tag.commit + 1)\(tag.message == nil ? "" : ", annotated")\(object)"
      }
      lines += recipe.edits.map { "  edit  \(describe($0.action))  \($0.path)" }
      return lines
    }
  }

  private var expectations: [String] {
    let expect = scenario.expect
    var lines = ["expect      \(expect.verdict.rawValue)"]
    lines += expect.causes.map { "  cause \($0)" }
    lines += expect.contains.map { "  contains \($0)" }
    lines += expect.excludes.map { "  excludes \($0)" }
    lines += expect.digests.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value)" }
    lines += expect.locks.map { lock in
      let facts = [
        lock.format.map { "format \($0)" }, lock.grade.map { "grade \($0)" }, lock.freshness,
        lock.packages.map { "\($0) packages" }, lock.semantic,
      ]
      return "  lock \(lock.path): \(facts.compactMap { $0 }.joined(separator: ", "))"
    }
    lines += expect.platforms.map { expected in
      switch expected.outcome {
      case .same: "  on \(expected.platform.rawValue) the same"
      case .different: "  on \(expected.platform.rawValue) different"
      case .differing(let codes): "  on \(expected.platform.rawValue) different by \(codes.joined(separator: ", "))"
      }
    }
    if let workTree = expect.workTree { lines.append("  working tree \(workTree.rawValue) as the commit") }
    return lines
  }

  private func firstLine(_ text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? "" }

  private func describe(_ action: FileChange.Action) -> String {
    switch action {
    case .file(let content, let executable): "\(executable ? "100755" : "100644") \(content.bytes.count) bytes"
    case .symlink(let target): "120000 -> \(target)"
    case .submodule(let id): "160000 \(id)"
    case .delete: "deleted"
    }
  }

  private func describe(_ action: EditRecipe.Action) -> String {
    switch action {
    case .write(let content, let executable): "written, \(content.bytes.count) bytes\(executable ? ", executable" : "")"
    case .symlink(let target): "link -> \(target)"
    case .delete: "deleted"
    case .crlf: "line ends to CRLF"
    case .chmod(let mode): "mode \(String(mode, radix: 8))"
    case .stamp(let axes): "stamped with \(axes.map(\.rawValue).joined(separator: ", "))"
    }
  }
}
