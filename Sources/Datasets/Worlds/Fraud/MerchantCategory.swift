import Statistics

/// What a payment was for.
public enum MerchantCategory: String, CaseIterable, Codable, Sendable {
  case groceries, fuel, restaurant, clothing, electronics, travel, online, cash

  /// The median payment of a usual card at such a merchant, in dollars.
  public var medianAmount: Double {
    switch self {
    case .groceries: 32
    case .fuel: 48
    case .restaurant: 26
    case .clothing: 60
    case .electronics: 220
    case .travel: 450
    case .online: 38
    case .cash: 100
    }
  }

  /// The median distance from the card holder's home, in kilometers; for what is bought online, of the delivery.
  public var medianDistance: Double {
    switch self {
    case .groceries: 3
    case .fuel: 10
    case .restaurant: 6
    case .clothing: 15
    case .electronics: 20
    case .travel: 700
    case .online: 1
    case .cash: 4
    }
  }

  /// The share of honest payments that go to such merchants.
  public var honestShare: Double {
    switch self {
    case .groceries: 0.30
    case .fuel: 0.12
    case .restaurant: 0.18
    case .clothing: 0.08
    case .electronics: 0.03
    case .travel: 0.04
    case .online: 0.20
    case .cash: 0.05
    }
  }

  /// The share of payments with stolen cards that go to such merchants.
  public var stolenCardShare: Double {
    switch self {
    case .groceries: 0.06
    case .fuel: 0.05
    case .restaurant: 0.04
    case .clothing: 0.12
    case .electronics: 0.25
    case .travel: 0.10
    case .online: 0.28
    case .cash: 0.10
    }
  }
}
