namespace LogitLens.Runs;

/// <summary>What a run computes with.</summary>
/// <param name="Name">The provider: libtorch through the system's binding, or TorchSharp.</param>
/// <param name="Version">libtorch's version.</param>
/// <param name="Device">Where it computes: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="DType">The number format: <c>f32</c>, <c>bf16</c>, <c>fp16</c>.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="BlasKernel">The BLAS library and its kernel, where known.</param>
public sealed record EngineInfo(string Name, string Version, string Device, string DType, int Threads, string? BlasKernel);
