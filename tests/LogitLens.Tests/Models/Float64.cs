using LogitLens.Models;

namespace LogitLens.TestSupport;

/// <summary>The same model in float64: what float32 results are measured against where no other reference is at hand.</summary>
internal static class Float64
{
    /// <summary>A copy of a model's weights in float64; its caller disposes of it.</summary>
    public static Transformer Of(Transformer model)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Dictionary<string, Tensor> values = model.Weights.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return new Transformer(model.Config, ModelWeights.Create(model.Config, (name, _) => values[name].detach().to(ScalarType.Float64)));
    }

    /// <summary>A tensor's values in row-major order.</summary>
    public static double[] Values(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        return x.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
