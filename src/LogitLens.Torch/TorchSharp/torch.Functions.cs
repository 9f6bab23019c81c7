using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator s_cat = new("aten::cat");
    private static readonly Operator s_stack = new("aten::stack");
    private static readonly Operator s_gather = new("aten::gather");
    private static readonly Operator s_layerNorm = new("aten::layer_norm");
    private static readonly Operator s_gelu = new("aten::gelu");

    public static Tensor cat(Tensor[] tensors, long dim = 0) => tensors.Length switch
    {
        0 => throw new ArgumentException("there is nothing to concatenate", nameof(tensors)),

        // Not a copy: TorchSharp gives another handle to the same memory.
        1 => tensors[0].alias(),
        _ => s_cat.Call(tensors, dim),
    };

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => s_stack.Call(tensors.ToArray(), dim);

    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => s_gather.Call(input, dim, index, sparse_grad);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>Automatic differentiation.</summary>
    public static partial class autograd
    {
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            if (outputs.Count != 1 || grad_outputs is not null || create_graph)
            {
                throw new NotSupportedException("gradients of one scalar, once, are what is supported");
            }

            IntPtr[] wanted = [.. inputs.Select(input => input.Handle)];
            IntPtr[] found = new IntPtr[wanted.Length];
            fixed (IntPtr* from = wanted, to = found)
            {
                LibInterpTorch.Check(LibInterpTorch.it_autograd_grad(outputs[0].Handle, from, wanted.Length, retain_graph, to));
            }

            GC.KeepAlive(inputs);
            if (!allow_unused && Array.IndexOf(found, IntPtr.Zero) >= 0)
            {
                throw LibInterpTorch.Error(
                    "One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.");
            }

            return [.. found.Select(handle => new Tensor(handle))];
        }
    }

    /// <summary>Linear algebra.</summary>
    public static partial class linalg
    {
        private static readonly Operator s_eigh = new("aten::linalg_eigh");

        /// <summary>Eigenvalues in rising order and eigenvectors, as columns, of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => s_eigh.CallForTwo(input, UPLO.ToString());
    }

    /// <summary>Neural-network functions.</summary>
    public static partial class nn
    {
        /// <summary>Stateless functions.</summary>
        public static partial class functional
        {
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                s_layerNorm.Call(input, normalized_shape, weight, bias, eps);

            public static Tensor gelu(Tensor x) => s_gelu.Call(x);
        }
    }
}
