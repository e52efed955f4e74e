// Whoever uses matrices uses the numbers they hold and the threads they run on.
@_exported public import Kernels
