func gradientDescent(_ n: Int, _ steps: Int) -> Double {
  var x: [Double] = []
  var y: [Double] = []
  for i in 0..<n {
    let value = Double(i) / Double(n)
    x.append(value)
    y.append(3 * value + 1)
  }
  var slope = 0.0
  var intercept = 0.0
  for _ in 0..<steps {
    var slopeGradient = 0.0
    var interceptGradient = 0.0
    for i in 0..<n {
      let error = slope * x[i] + intercept - y[i]
      slopeGradient += error * x[i]
      interceptGradient += error
    }
    slope -= 0.5 * slopeGradient / Double(n)
    intercept -= 0.5 * interceptGradient / Double(n)
  }
  return slope
}
let result = gradientDescent(20_000, 50)
