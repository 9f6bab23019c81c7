namespace LogitLens.TestSupport;

/// <summary>
/// How far float32 may be from a float64 reference, stated here once. Two float32 runs are never compared with each other but bit for bit:
/// both would be off, each in its own way, and by how much depends on the processor's vector width and BLAS kernel.
/// </summary>
/// <param name="Absolute">For references near zero.</param>
/// <param name="Relative">Of the reference.</param>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>
    /// Log-probabilities, entropies and divergences of given logits. A pairwise sum of 50,257 float32 terms is off by a relative 1e-6 at
    /// the most; ten times that is left for the terms.
    /// </summary>
    public static Tolerance VocabularySum { get; } = new(1e-6, 1e-5);

    /// <summary>
    /// Activations, logits and log-probabilities after a forward pass: some tens of products and norms, each off by 1e-7 to 1e-6 of values around 10.
    /// </summary>
    public static Tolerance Forward { get; } = new(1e-4, 0);

    /// <summary>
    /// Differences of logits after an edit, and sums of several log-probabilities: what edits move, and what adds up, is larger than in a plain pass.
    /// </summary>
    public static Tolerance Edited { get; } = new(1e-3, 0);

    /// <summary>Gradients and what training makes of them, after a pass forward and one back.</summary>
    public static Tolerance Gradient { get; } = new(1e-5, 1e-3);

    /// <summary>How far from a reference value.</summary>
    public double Around(double reference) => Absolute + Relative * Math.Abs(reference);
}
