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

extension PEP440Number {
  /// One more.
  var successor: PEP440Number {
    var digits = Array(self.digits.utf8)
    var index = digits.count
    while index > 0 {
      index -= 1
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return PEP440Number(digits)
      }
      digits[index] = UInt8(ascii: "0")
    }
    return PEP440Number([UInt8(ascii: "1")] + digits)
  }
}
