namespace LogitLens.Models;

/// <summary>NaN and infinite values end a run, with a line that says where they come from: nothing that is computed from them means anything.</summary>
internal static class FiniteNumbers
{
    /// <summary>Whether no value is NaN or infinite.</summary>
    public static bool AreFinite(this Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();

        // One pass, and a second only where the sum itself has left the type's range.
        return float.IsFinite(values.detach().sum().to(ScalarType.Float32).cpu().item<float>()) || values.detach().isfinite().all().cpu().item<bool>();
    }

    /// <summary>What to say of activations or logits.</summary>
    /// <param name="type">The type they are computed in.</param>
    public static InputException Error(string where, ScalarType type) => new(type switch
    {
        ScalarType.Float16 => $"{where}: NaN or infinite values; activations beyond 65,504 do not fit --dtype fp16: use bf16 or f32",
        _ => $"{where}: NaN or infinite values, though the weights are finite; results of this model would mean nothing",
    });
}
