using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Reductions, rankings and normalisations along dimensions.
    public sealed partial class Tensor
    {
        private static readonly Operator s_sum = new("aten::sum");
        private static readonly Operator s_sumDimensions = new("aten::sum", "dim_IntList");
        private static readonly Operator s_mean = new("aten::mean");
        private static readonly Operator s_meanDimensions = new("aten::mean", "dim");
        private static readonly Operator s_max = new("aten::max");
        private static readonly Operator s_maxDimension = new("aten::max", "dim");
        private static readonly Operator s_amax = new("aten::amax");
        private static readonly Operator s_argmax = new("aten::argmax");
        private static readonly Operator s_topk = new("aten::topk");
        private static readonly Operator s_all = new("aten::all");
        private static readonly Operator s_norm = new("aten::norm", "Scalar");
        private static readonly Operator s_normDimension = new("aten::norm", "ScalarOpt_dim");
        private static readonly Operator s_logsumexp = new("aten::logsumexp");
        private static readonly Operator s_softmax = new("aten::softmax", "int");
        private static readonly Operator s_logSoftmax = new("aten::log_softmax", "int");

        public Tensor sum(ScalarType? type = null) => s_sum.Call(this, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => s_sumDimensions.Call(this, new[] { dim }, keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => s_sumDimensions.Call(this, dim, keepdim, type);

        public Tensor mean() => s_mean.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => s_meanDimensions.Call(this, dimensions, keepdim, type);

        public Tensor max() => s_max.Call(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => s_maxDimension.CallForTwo(this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? s_amax.Call(this, dims, keepdim) : throw new NotSupportedException("amax into a tensor");

        public Tensor argmax(long dim, bool keepdim = false) => s_argmax.Call(this, dim, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            s_topk.CallForTwo(this, (long)k, (long)dim, largest, sorted);

        public Tensor all() => s_all.Call(this);

        public Tensor norm(float p = 2) => s_norm.Call(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => s_normDimension.Call(this, (double)p, new[] { (long)dim }, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => s_logsumexp.Call(this, new[] { dim }, keepdim);

        public Tensor softmax(long dim, ScalarType? dtype = null) => s_softmax.Call(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => s_logSoftmax.Call(this, dim, dtype);
    }
}
