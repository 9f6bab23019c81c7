using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // One tensor in, one tensor of the same shape out.
    public sealed partial class Tensor
    {
        private static readonly Operator s_abs = new("aten::abs");
        private static readonly Operator s_exp = new("aten::exp");
        private static readonly Operator s_log = new("aten::log");
        private static readonly Operator s_sqrt = new("aten::sqrt");
        private static readonly Operator s_rsqrt = new("aten::rsqrt");
        private static readonly Operator s_square = new("aten::square");
        private static readonly Operator s_sigmoid = new("aten::sigmoid");
        private static readonly Operator s_relu = new("aten::relu");
        private static readonly Operator s_silu = new("aten::silu");
        private static readonly Operator s_neg = new("aten::neg");
        private static readonly Operator s_reciprocal = new("aten::reciprocal");
        private static readonly Operator s_isfinite = new("aten::isfinite");
        private static readonly Operator s_logical_not = new("aten::logical_not");
        private static readonly Operator s_expInPlace = new("aten::exp_");
        private static readonly Operator s_sqrtInPlace = new("aten::sqrt_");
        private static readonly Operator s_sigmoidInPlace = new("aten::sigmoid_");
        private static readonly Operator s_negInPlace = new("aten::neg_");

        public Tensor abs() => s_abs.Call(this);

        public Tensor exp() => s_exp.Call(this);

        public Tensor log() => s_log.Call(this);

        public Tensor sqrt() => s_sqrt.Call(this);

        public Tensor rsqrt() => s_rsqrt.Call(this);

        public Tensor square() => s_square.Call(this);

        public Tensor sigmoid() => s_sigmoid.Call(this);

        public Tensor relu() => s_relu.Call(this);

        public Tensor silu() => s_silu.Call(this);

        public Tensor neg() => s_neg.Call(this);

        public Tensor reciprocal() => s_reciprocal.Call(this);

        public Tensor isfinite() => s_isfinite.Call(this);

        public Tensor logical_not() => s_logical_not.Call(this);

        public Tensor exp_() => s_expInPlace.CallInPlace(this);

        public Tensor sqrt_() => s_sqrtInPlace.CallInPlace(this);

        public Tensor sigmoid_() => s_sigmoidInPlace.CallInPlace(this);

        public Tensor neg_() => s_negInPlace.CallInPlace(this);
    }
}
