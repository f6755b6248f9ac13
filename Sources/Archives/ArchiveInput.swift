internal import Clibarchive
internal import Glibc

/// The bytes of an archive, as libarchive asks for them.
final class ArchiveInput {
  /// Nil when all bytes are in the buffer.
  private let descriptor: Int32?
  private let buffer: UnsafeMutableRawBufferPointer
  /// Where reading goes on in a buffer that holds all bytes.
  private var position = 0
  /// Whether any byte was there.
  private(set) var isEmpty = true

  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer = .allocate(byteCount: 64 * 1024, alignment: 16)
  }

  init(bytes: [UInt8]) {
    descriptor = nil
    buffer = .allocate(byteCount: bytes.count, alignment: 16)
    buffer.copyBytes(from: bytes)
  }

  deinit { buffer.deallocate() }

  /// Lets `archive` read from here; this object must outlive it. What can seek may: the zip format wants to.
  ///
  /// Gives libarchive's status.
  func open(_ archive: OpaquePointer) -> Int32 {
    if descriptor.map({ lseek($0, 0, SEEK_CUR) >= 0 }) ?? true {
      archive_read_set_seek_callback(archive) { archive, data, offset, origin in
        ArchiveInput.from(data)?.seek(archive, offset, origin) ?? Int64(ARCHIVE_FATAL)
      }
    }
    return archive_read_open(
      archive, Unmanaged.passUnretained(self).toOpaque(), nil,
      { archive, data, bytes in ArchiveInput.from(data)?.read(archive, bytes) ?? -1 }, nil)
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> ArchiveInput? {
    data.map { Unmanaged<ArchiveInput>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(_ archive: OpaquePointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    guard let descriptor else {
      let count = buffer.count - position
      if count > 0 { isEmpty = false }
      bytes?.pointee = UnsafeRawPointer(buffer.baseAddress?.advanced(by: position))
      position = buffer.count
      return count
    }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { lockstep_archive_error(archive, errno) }
      if count > 0 { isEmpty = false }
      bytes?.pointee = UnsafeRawPointer(buffer.baseAddress)
      return count
    }
  }

  private func seek(_ archive: OpaquePointer?, _ offset: Int64, _ origin: Int32) -> Int64 {
    guard let descriptor else {
      let base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? position : buffer.count
      let (place, overflow) = base.addingReportingOverflow(Int(offset))
      guard !overflow, (0...buffer.count).contains(place) else { return Int64(ARCHIVE_FATAL) }
      position = place
      return Int64(place)
    }
    let place = lseek(descriptor, off_t(offset), origin)
    if place < 0 { lockstep_archive_error(archive, errno) }
    return place < 0 ? Int64(ARCHIVE_FATAL) : Int64(place)
  }
}
