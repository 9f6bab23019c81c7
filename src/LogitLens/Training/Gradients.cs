namespace LogitLens.Training;

/// <summary>The gradients of a set of parameters, taken as one long vector.</summary>
public static class Gradients
{
    /// <summary>The L2 norm over all parameters; those without a gradient count as zero.</summary>
    public static double GlobalNorm(IEnumerable<Tensor> parameters)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor[] norms = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm())];
        return norms.Length == 0 ? 0 : stack(norms).norm().to(ScalarType.Float64).item<double>();
    }

    /// <summary>
    /// Scales gradients in place so that their global norm is at most <paramref name="limit"/> (Pascanu et al. 2013), and returns the norm
    /// that they had.
    /// </summary>
    public static double Clip(IReadOnlyList<Tensor> parameters, double limit)
    {
        double norm = GlobalNorm(parameters);
        if (norm > limit)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable gradless = no_grad();
            foreach (Tensor parameter in parameters)
            {
                parameter.grad?.mul_(limit / norm);
            }
        }

        return norm;
    }

    /// <summary>Forgets the gradients, so that the next backward pass starts afresh.</summary>
    public static void Clear(IEnumerable<Tensor> parameters)
    {
        foreach (Tensor parameter in parameters)
        {
            parameter.grad = null;
        }
    }
}
