/// The part of an e-invoice that its seller signs (`DLHDon`), as far as this program reads it.
struct Invoice: Decodable {
    let header: Header
    let content: Content

    enum CodingKeys: String, CodingKey {
        case header = "TTChung"
        case content = "NDHDon"
    }

    struct Header: Decodable {
        let number: Int
        let date: String

        enum CodingKeys: String, CodingKey {
            case number = "SHDon"
            case date = "NLap"
        }
    }

    struct Content: Decodable {
        let seller: Party
        let totals: Totals

        enum CodingKeys: String, CodingKey {
            case seller = "NBan"
            case totals = "TToan"
        }
    }

    struct Party: Decodable {
        let name: String
        let taxNumber: String

        enum CodingKeys: String, CodingKey {
            case name = "Ten"
            case taxNumber = "MST"
        }
    }

    struct Totals: Decodable {
        let payable: Int

        enum CodingKeys: String, CodingKey {
            case payable = "TgTTTBSo"
        }
    }
}
