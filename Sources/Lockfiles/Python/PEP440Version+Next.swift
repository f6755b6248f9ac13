extension PEP440Version {
  /// Without marks of pre-, post- and development releases.
  var onlyRelease: PEP440Version {
    var version = publicVersion
    version.pre = nil
    version.post = nil
    version.dev = nil
    return version
  }

  /// The first `count` numbers of the release, the last of them one higher.
  func nextRelease(_ count: Int) -> PEP440Version {
    var version = onlyRelease
    version.release = Array(release.prefix(max(count, 1)))
    if let last = version.release.popLast() { version.release.append(last.successor) }
    return version
  }
}
