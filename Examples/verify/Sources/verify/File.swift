import Glibc

/// All octets of a file; the library itself opens none.
func octets(ofFile path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        octets += buffer[..<count]
    }
    return ferror(file) == 0 ? octets : nil
}
