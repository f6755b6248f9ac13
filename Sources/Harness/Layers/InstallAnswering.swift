internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import CopyDigests
internal import Fingerprints
internal import Glob

/// Follows what is copied to the `RUN`s that install dependencies.
struct InstallAnswering<Files: ContextFiles> {
  let plan: Dockerfile.BuildPlan
  let content: ContentTree
  let files: Files
  let stageNames: [Int: String]

  /// In the order of stages and of their instructions.
  func installs(_ found: [DependencyInstallation]) throws -> [LayersReport.Install] {
    var installs: [LayersReport.Install] = []
    try forEach(of: found) { install, run, image in installs.append(try answer(install, in: run, image)) }
    return installs
  }

  /// Calls `body` with each installation, the `RUN` it is part of and what is in the image by then; in the order of
  /// stages and of their instructions.
  func forEach(
    of found: [DependencyInstallation],
    _ body: (DependencyInstallation, Dockerfile.Run, ImageFiles) throws -> Void
  ) throws {
    guard !found.isEmpty else { return }
    // A trigger runs in stages that are built upon its own, and there it is read from the line of its ONBUILD.
    var byLine: [Int: [DependencyInstallation]] = [:]
    for install in found { byLine[install.line, default: []].append(install) }
    let steps = Steps(plan)
    var images: [Int: ImageFiles] = [:]
    for stage in plan.stages {
      var image = plan.bases[stage].flatMap { images[$0] } ?? ImageFiles()
      for event in events(of: stage, steps) {
        switch event {
        case .read(let read): copy(read, to: &image)
        case .stageCopy(let copied):
          image.copy(
            copied.sources.map(\.bytes), of: images[copied.from] ?? ImageFiles(), to: copied.destination.bytes,
            in: copied.workingDirectory.bytes, line: copied.line)
        case .run(let run, let mounts):
          var seen = image
          for mount in mounts { copy(mount, to: &seen) }
          for install in byLine[run.line] ?? [] where install.isTrigger == run.isTrigger {
            try body(install, run, seen)
          }
          // What was mounted is gone, and yet decided what the step is.
          for mount in mounts { copy(mount, to: &image, keeping: false) }
        }
      }
      images[stage] = image
    }
  }

  /// The files that an installation reads.
  func inputs(
    of install: DependencyInstallation, in run: Dockerfile.Run, _ image: ImageFiles
  ) throws -> InstallInputs<Files> {
    let directory = ImageFiles.absolute(Array(install.directory.utf8), in: run.workingDirectory.bytes)
    var inputs = InstallInputs(install: install, directory: directory, image: image, content: content, files: files)
    for input in install.inputs { try inputs.add(input) }
    for project in install.projects { inputs.add(project: Array(project.utf8)) }
    return inputs
  }

  private enum Event {
    case read(Dockerfile.ContextRead)
    case stageCopy(Dockerfile.StageCopy)
    case run(Dockerfile.Run, mounts: [Dockerfile.ContextRead])
  }

  /// The plan's steps by stage.
  private struct Steps {
    let reads: [Int: [Dockerfile.ContextRead]]
    let stageCopies: [Int: [Dockerfile.StageCopy]]
    let runs: [Int: [Dockerfile.Run]]

    init(_ plan: Dockerfile.BuildPlan) {
      reads = Dictionary(grouping: plan.contextReads, by: \.stage)
      stageCopies = Dictionary(grouping: plan.stageCopies, by: \.stage)
      runs = Dictionary(grouping: plan.runs, by: \.stage)
    }
  }

  /// Triggers of the stage's base come first, then its own instructions by line.
  private func events(of stage: Int, _ steps: Steps) -> [Event] {
    let reads = steps.reads[stage] ?? []
    let runs = steps.runs[stage] ?? []
    let mounts = Dictionary(grouping: reads.filter { $0.reader == .runMount }) { Place($0.line, $0.isTrigger) }
    var events: [(place: Place, event: Event)] = []
    events += reads.filter { $0.reader != .runMount }.map { (Place($0.line, $0.isTrigger), .read($0)) }
    events += (steps.stageCopies[stage] ?? []).map { (Place($0.line, $0.isTrigger), .stageCopy($0)) }
    events += runs.map { run in
      let place = Place(run.line, run.isTrigger)
      return (place, .run(run, mounts: mounts[place] ?? []))
    }
    return events.sorted { $0.place < $1.place }.map(\.event)
  }

  private struct Place: Hashable, Comparable {
    let line: Int
    let isTrigger: Bool

    init(_ line: Int, _ isTrigger: Bool) { (self.line, self.isTrigger) = (line, isTrigger) }

    static func < (one: Place, other: Place) -> Bool {
      (one.isTrigger ? 0 : 1, one.line) < (other.isTrigger ? 0 : 1, other.line)
    }
  }

  private func copy(_ read: Dockerfile.ContextRead, to image: inout ImageFiles, keeping: Bool = true) {
    let sources = read.selectors.map { selector in
      ImageFiles.Source(
        selector: selector,
        records: content.takenAsFarAsKnown(by: [selector]).filter { content.records[$0].entry.kind != .directory })
    }
    image.copy(
      sources, to: read.destination.bytes, in: read.workingDirectory.bytes, line: read.line, from: content,
      keeping: keeping)
  }

  private func answer(
    _ install: DependencyInstallation, in run: Dockerfile.Run, _ image: ImageFiles
  ) throws -> LayersReport.Install {
    let inputs = try inputs(of: install, in: run, image)
    let unrelated = image.dependencies.filter { !inputs.records.contains($0.key) }
      .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    var steps: [LayersReport.Install.Bringing] = []
    for (_, line) in unrelated {
      if steps.last?.line == line {
        steps[steps.count - 1].files += 1
      } else {
        steps.append(LayersReport.Install.Bringing(line: line, files: 1))
      }
    }
    return LayersReport.Install(
      line: install.line, stage: stageNames[run.stage] ?? String(run.stage), tool: install.tool,
      command: install.command, inputs: inputs.found, missing: inputs.missing,
      installsProject: !inputs.projects.isEmpty, alone: install.alone, unrelatedCount: unrelated.count,
      unrelatedSteps: steps,
      unrelated: unrelated.prefix(LayersReport.Install.shownUnrelated).map {
        LayersReport.Install.Unrelated(path: PathText.escaped(content.records[$0.key].entry.path), line: $0.value)
      })
  }
}
