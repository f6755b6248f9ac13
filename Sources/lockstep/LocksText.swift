internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// Lockfiles for people: a table, what is found below it, and what does not agree.
struct LocksText {
  let style: TextStyle
  /// How many findings of each lockfile are shown; nil for all, and then with details.
  let limit: Int?

  func text(_ report: LocksReport) -> String {
    guard !report.locks.isEmpty else { return "" }
    var text = table(report.locks)
    for lock in report.locks {
      let block = findings(lock.facts.findings, of: lock) + (limit == nil ? details(lock) : "")
      if !block.isEmpty { text += "\n" + block }
    }
    for (index, target) in report.targets.enumerated() {
      text += "\n" + style.bold("on \(target)") + "\n" + self.target(index, report.locks)
    }
    guard !report.consistency.isEmpty else { return text }
    text += "\n" + style.bold("consistency") + "\n"
    for finding in report.consistency {
      text += "\(place(finding.path, finding.line)): \(finding.message) \(style.dim("[\(finding.code)]"))\n"
    }
    return text
  }

  private func table(_ locks: [LockReport]) -> String {
    var rows = [["LOCKFILE", "FORMAT", "PACKAGES", "GRADE", "FRESH", "SEMANTIC"]]
    for lock in locks {
      let facts = lock.facts
      let version = facts.formatVersion.map { " " + PathText.visible($0) } ?? ""
      rows.append([
        PathText.visible(facts.path), facts.format + version, String(facts.packageCount), facts.grade,
        facts.freshness, lock.semanticDigest.map(short) ?? "-",
      ])
    }
    return TextTable.text(rows, numbers: [2]) { row, column, cell in
      guard row > 0 else { return style.dim(cell) }
      switch column {
      case 0: return style.bold(cell)
      case 3: return grade(cell)
      case 4: return freshness(cell)
      default: return cell
      }
    }
  }

  private func grade(_ grade: String) -> String {
    switch grade {
    case "A": style.green(grade)
    case "B": style.yellow(grade)
    default: style.red(grade)
    }
  }

  private func freshness(_ freshness: String) -> String {
    switch freshness {
    case "fresh": style.green(freshness)
    case "stale": style.red(freshness)
    default: style.dim(freshness)
    }
  }

  /// What is installed on the target with the number `index`.
  private func target(_ index: Int, _ locks: [LockReport]) -> String {
    var rows: [[String]] = []
    for lock in locks {
      let target = lock.targets[index]
      let name = PathText.visible(lock.facts.path)
      if let digest = target.digest {
        let packages = target.packageCount == 1 ? "1 package" : "\(target.packageCount) packages"
        let open = target.undecided.count
        rows.append(["  " + name, short(digest), packages + (open == 0 ? "" : ", \(open) undecided")])
      } else {
        rows.append(["  " + name, "-", target.reason ?? "not known"])
      }
    }
    return TextTable.text(rows) + locks.map { findings($0.targets[index].findings, of: $0) }.joined()
  }

  private func short(_ digest: String) -> String { String(digest.drop { $0 != ":" }.dropFirst().prefix(12)) }

  private func findings(_ all: [LockFindingFacts], of lock: LockReport) -> String {
    let shown = all.prefix(limit ?? all.count)
    var text = ""
    for finding in shown {
      let path = finding.file ?? lock.facts.path
      text += "\(place(path, finding.line)): \(finding.message) \(style.dim("[\(finding.code)]"))\n"
    }
    let left = all.count - shown.count
    if left > 0 {
      let name = PathText.visible(lock.facts.path)
      text += style.dim("\(name): \(left) \(left == 1 ? "finding" : "findings") more, shown with -v") + "\n"
    }
    return text
  }

  private func details(_ lock: LockReport) -> String {
    var text = "\(style.bold(PathText.visible(lock.facts.path))):\n"
    func add(_ name: String, _ value: String) {
      text += "  \(name)\(String(repeating: " ", count: max(1, 10 - name.count)))\(PathText.visible(value))\n"
    }
    add(lock.facts.freshness, lock.facts.freshnessRule)
    add("bytes", lock.bytesDigest)
    add("semantic", lock.semanticDigest ?? "not known")
    for reference in lock.references { add(reference.kind, reference.path) }
    return text
  }

  private func place(_ path: String, _ line: Int?) -> String {
    style.bold(PathText.visible(path) + (line.map { ":\($0)" } ?? ""))
  }
}
