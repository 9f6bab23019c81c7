using LogitLens.Engine;

namespace LogitLens.Models;

/// <summary>The nonlinearity of an MLP, by the names of Hugging Face's <c>activation_function</c>.</summary>
public enum Activation
{
    /// <summary><c>gelu_new</c>, GPT-2's: GELU by its tanh approximation.</summary>
    GeluTanh,

    /// <summary><c>gelu</c>: GELU by the error function.</summary>
    Gelu,

    /// <summary><c>relu</c>.</summary>
    Relu,

    /// <summary><c>silu</c>, also called swish.</summary>
    Silu,
}

/// <summary>Applies activations.</summary>
public static class ActivationFunctions
{
    /// <summary>The activation's values on <paramref name="x"/>, elementwise; <paramref name="x"/> is left as it is.</summary>
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.GeluTanh => FusedOperators.GeluTanh(x),
        Activation.Gelu => nn.functional.gelu(x),
        Activation.Relu => x.relu(),
        Activation.Silu => x.silu(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
