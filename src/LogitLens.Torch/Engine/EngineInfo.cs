namespace LogitLens.Engine;

/// <summary>What computes: written to run.json, so that a number can be traced to its engine.</summary>
/// <param name="Provider"><c>system</c> or <c>nuget</c>.</param>
/// <param name="Libtorch">libtorch's version.</param>
/// <param name="Blas">The BLAS library and its build, where it says; null where it is part of libtorch.</param>
/// <param name="BlasKernel">The kernel that the BLAS chose for this processor, such as <c>SkylakeX</c> or <c>Haswell</c>; null where unknown.</param>
/// <param name="Threads">Threads that an operator may use.</param>
/// <param name="Cuda">Whether a CUDA device is usable.</param>
/// <param name="Notices">Lines for the user: where the environment holds the machine back, and what was asked for and is not done.</param>
public sealed record EngineInfo(string Provider, string Libtorch, string? Blas, string? BlasKernel, int Threads, bool Cuda, IReadOnlyList<string> Notices);
