using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Two operands: arithmetic, comparison, selection by mask, matrix products.
    public sealed partial class Tensor
    {
        private static readonly Operator s_add = new("aten::add", "Tensor");
        private static readonly Operator s_addScalar = new("aten::add", "Scalar");
        private static readonly Operator s_addInPlace = new("aten::add_", "Tensor");
        private static readonly Operator s_addScalarInPlace = new("aten::add_", "Scalar");
        private static readonly Operator s_sub = new("aten::sub", "Tensor");
        private static readonly Operator s_subScalar = new("aten::sub", "Scalar");
        private static readonly Operator s_subInPlace = new("aten::sub_", "Tensor");
        private static readonly Operator s_mul = new("aten::mul", "Tensor");
        private static readonly Operator s_mulScalar = new("aten::mul", "Scalar");
        private static readonly Operator s_mulInPlace = new("aten::mul_", "Tensor");
        private static readonly Operator s_mulScalarInPlace = new("aten::mul_", "Scalar");
        private static readonly Operator s_div = new("aten::div", "Tensor_mode");
        private static readonly Operator s_divScalar = new("aten::div", "Scalar_mode");
        private static readonly Operator s_divInPlace = new("aten::div_", "Tensor_mode");
        private static readonly Operator s_logicalAnd = new("aten::logical_and");
        private static readonly Operator s_eq = new("aten::eq", "Tensor");
        private static readonly Operator s_eqScalar = new("aten::eq", "Scalar");
        private static readonly Operator s_ne = new("aten::ne", "Tensor");
        private static readonly Operator s_lt = new("aten::lt", "Tensor");
        private static readonly Operator s_ltScalar = new("aten::lt", "Scalar");
        private static readonly Operator s_le = new("aten::le", "Tensor");
        private static readonly Operator s_leScalar = new("aten::le", "Scalar");
        private static readonly Operator s_gt = new("aten::gt", "Tensor");
        private static readonly Operator s_gtScalar = new("aten::gt", "Scalar");
        private static readonly Operator s_ge = new("aten::ge", "Tensor");
        private static readonly Operator s_geScalar = new("aten::ge", "Scalar");
        private static readonly Operator s_clamp = new("aten::clamp");
        private static readonly Operator s_clampInPlace = new("aten::clamp_");
        private static readonly Operator s_addcmulInPlace = new("aten::addcmul_");
        private static readonly Operator s_addcdivInPlace = new("aten::addcdiv_");
        private static readonly Operator s_maskedFill = new("aten::masked_fill", "Scalar");
        private static readonly Operator s_maskedFillInPlace = new("aten::masked_fill_", "Scalar");
        private static readonly Operator s_where = new("aten::where", "self");
        private static readonly Operator s_mm = new("aten::mm");
        private static readonly Operator s_mv = new("aten::mv");
        private static readonly Operator s_bmm = new("aten::bmm");
        private static readonly Operator s_matmul = new("aten::matmul");

        public Tensor add(Tensor target) => s_add.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => s_add.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => s_addScalar.Call(this, scalar);

        public Tensor add_(Tensor target) => s_addInPlace.CallInPlace(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => s_addInPlace.CallInPlace(this, target, alpha);

        public Tensor add_(Scalar scalar) => s_addScalarInPlace.CallInPlace(this, scalar);

        public Tensor sub(Tensor target) => s_sub.Call(this, target);

        public Tensor sub(Scalar target) => s_subScalar.Call(this, target);

        public Tensor sub_(Tensor target) => s_subInPlace.CallInPlace(this, target);

        public Tensor mul(Tensor target) => s_mul.Call(this, target);

        public Tensor mul(Scalar target) => s_mulScalar.Call(this, target);

        public Tensor mul_(Tensor target) => s_mulInPlace.CallInPlace(this, target);

        public Tensor mul_(Scalar target) => s_mulScalarInPlace.CallInPlace(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => s_div.Call(this, target, Rounding(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => s_divScalar.Call(this, target, Rounding(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => s_divInPlace.CallInPlace(this, target, Rounding(rounding_mode));

        public Tensor logical_and(Tensor other) => s_logicalAnd.Call(this, other);

        public Tensor eq(Tensor target) => s_eq.Call(this, target);

        public Tensor eq(Scalar target) => s_eqScalar.Call(this, target);

        public Tensor ne(Tensor target) => s_ne.Call(this, target);

        public Tensor lt(Tensor target) => s_lt.Call(this, target);

        public Tensor lt(Scalar target) => s_ltScalar.Call(this, target);

        public Tensor le(Tensor target) => s_le.Call(this, target);

        public Tensor le(Scalar target) => s_leScalar.Call(this, target);

        public Tensor gt(Tensor target) => s_gt.Call(this, target);

        public Tensor gt(Scalar target) => s_gtScalar.Call(this, target);

        public Tensor ge(Tensor target) => s_ge.Call(this, target);

        public Tensor ge(Scalar target) => s_geScalar.Call(this, target);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => s_clamp.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => s_clampInPlace.CallInPlace(this, min, max);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => s_addcmulInPlace.CallInPlace(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => s_addcdivInPlace.CallInPlace(this, tensor1, tensor2, value);

        public Tensor masked_fill(Tensor mask, Scalar value) => s_maskedFill.Call(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => s_maskedFillInPlace.CallInPlace(this, mask, value);

        public Tensor where(Tensor condition, Tensor y) =>
            s_where.Call(Of(ScalarType.Bool, condition, "The condition to 'where' must be a boolean tensor."), this, y);

        public Tensor mm(Tensor target) => s_mm.Call(this, target);

        public Tensor mv(Tensor target) => s_mv.Call(this, target);

        public Tensor bmm(Tensor batch2) => s_bmm.Call(this, batch2);

        public Tensor matmul(Tensor target) => s_matmul.Call(this, target);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        private static Argument Rounding(RoundingMode mode) => mode == RoundingMode.None ? Argument.None : mode.ToString();
    }

    /// <summary>How a division rounds.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
