namespace LogitLens.Models;

/// <summary>
/// Counts the floating point operations of the products that models are computed by, two for each multiplication and addition; all else is a few
/// hundredths of these. What a piece of work took is the difference of two counts.
/// </summary>
internal static class FloatOperations
{
    [ThreadStatic]
    private static long s_count;

    /// <summary>Operations that this thread has had computed so far. A model's passes run in the thread that asks for them.</summary>
    public static long Count => s_count;

    /// <summary>Counts a product [n, m] times [m, k], or several of them.</summary>
    public static void AddProduct(long n, long m, long k, long products = 1) => s_count += 2 * products * n * m * k;

    /// <summary>Counts a backward pass: each product forward has two, for the gradients of both factors.</summary>
    /// <param name="forward">Operations of the forward pass.</param>
    public static void AddBackward(long forward) => s_count += 2 * forward;

    /// <summary>
    /// Counts a backward pass to activations alone: each product with a weight has one, for the other factor's gradient. Those of attention, whose factors are
    /// both activations, have two, of which one is left out.
    /// </summary>
    /// <param name="forward">Operations of the forward pass.</param>
    public static void AddBackwardToActivations(long forward) => s_count += forward;
}
