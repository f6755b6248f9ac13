extension DockerfileSubject {
  /// The images from outside that stages are built upon or take files from.
  var externalImages: [(ImageName, Int)] {
    stages.flatMap { stage -> [(ImageName, Int)] in
      let base = stage.parent == nil && !stage.image.isScratch ? [(stage.image, stage.line)] : []
      return (base + stage.otherImages.map { ($0.image, $0.line) }).filter { !$0.0.isLocal }
    }
  }

  /// The `RUN`s whose layers can be part of a published image.
  var shippedRuns: [RunInstruction] { stages.filter(\.isShipped).flatMap(\.runs) }

  /// The words with those that are one variable in the words that the file itself gives it, as in
  /// `apt-get install $PACKAGES`.
  func words(_ words: [ShellWord], _ place: Located) -> [ShellWord] {
    // A long value that is named often must not become a list without end.
    var left = 5000
    return words.flatMap { word -> [ShellWord] in
      guard left > 0, word.isOpaque, word.substitutions.isEmpty, word.variables.count == 1,
        let name = word.variables.first,
        word.text == "$\(name)" || word.text == "${\(name)}",
        let value = place.run.assigned(name, before: place.command) ?? defaults[name]
      else { return [word] }
      let parts = value.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\\" }
      left -= parts.count
      return parts.prefix(5000).map {
        ShellWord(source: SourceText(Array($0.utf8), line: word.line), isDynamic: $0.contains("$"))
      }
    }
  }

  /// The installations by these managers that leave versions open.
  func unpinnedSystemPackages(_ managers: Set<SystemInstall.Manager>) -> [AuditRule.Hit] {
    commands.compactMap { place in
      guard let install = SystemInstall(place.command), managers.contains(install.manager) else { return nil }
      let names = install.unpinned(words(install.packages, place))
      guard !names.isEmpty, !usesSnapshot(place) else { return nil }
      return AuditRule.Hit(place.command.line, "no version for \(PackageName.list(names))")
    }
  }
}
