//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Every code that a report or an error of this library can have, in one place.
public enum Catalogue {
    /// The findings first, then the errors room by room.
    public static let entries: [CatalogueEntry] =
        FindingName.entries + ReadingErrorName.entries + CanonicalizationErrorName.entries
        + CryptographyErrorName.entries + CertificateErrorName.entries + SignatureErrorName.entries
        + InputFileErrorName.entries + BatchErrorName.entries
}
