using TorchSharp;

namespace LogitLens.Engine;

/// <summary>Operators that one engine has fused and the other must compose; the results agree to float32's rounding.</summary>
public static class FusedOperators
{
    /// <summary>GPT-2's activation, <c>0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))</c> (Hendrycks and Gimpel 2016), elementwise.</summary>
    public static torch.Tensor GeluTanh(torch.Tensor x) => EngineBinding.GeluTanh(x);
}
