// The whole native part of LogitLens.Torch: operators are found by name in libtorch's dispatcher and called boxed, so this file needs
// nothing of a libtorch version but operator names, and the same source builds against 1.13 and 2.x, with or without CUDA.
// A tensor handle is a TensorImpl* that owns one reference. Functions that can fail return false and leave a message in it_error().

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <algorithm>
#include <string>

namespace {

thread_local std::string last_error;

template <class F> bool guarded(F body) {
  try {
    body();
    return true;
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "unknown native error";
  }
  return false;
}

at::Tensor borrow(void* handle) {
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)));
}

void* give(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

enum Tag : int32_t { kNone, kTensor, kInt, kDouble, kBool, kIntList, kTensorList, kDevice, kString };

}  // namespace

extern "C" {

// One argument or result. Lists point to `count` int64s or handles; a device is its type and index in one int64.
struct it_value {
  int32_t tag;
  int32_t count;
  union {
    int64_t i;
    double d;
    const void* p;
  };
};

const char* it_error() { return last_error.c_str(); }
const char* it_version() { return TORCH_VERSION; }

// Finds an operator such as ("aten::add", "Tensor"); the pointer stays valid for the life of the process.
bool it_find(const char* name, const char* overload, void** op) {
  return guarded([&] { *op = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)); });
}

// Calls an operator. Arguments that are not given take the schema's defaults. Results must be tensors or lists of them, which are laid out in a row.
bool it_call(void* op, const it_value* arguments, int32_t argument_count, void** results, int32_t capacity, int32_t* result_count) {
  return guarded([&] {
    const auto& handle = *static_cast<c10::OperatorHandle*>(op);
    const auto& schema = handle.schema();
    torch::jit::Stack stack;
    stack.reserve(schema.arguments().size());
    for (int32_t k = 0; k < argument_count; k++) {
      const it_value& a = arguments[k];
      switch (a.tag) {
        case kNone: stack.emplace_back(); break;
        case kTensor: stack.emplace_back(borrow(const_cast<void*>(a.p))); break;
        case kInt: stack.emplace_back(a.i); break;
        case kDouble: stack.emplace_back(a.d); break;
        case kBool: stack.emplace_back(a.i != 0); break;
        case kDevice: stack.emplace_back(c10::Device(static_cast<c10::DeviceType>(a.i >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(a.i)))); break;
        case kString: stack.emplace_back(std::string(static_cast<const char*>(a.p), a.count)); break;
        case kIntList: {
          auto values = static_cast<const int64_t*>(a.p);
          stack.emplace_back(c10::IntArrayRef(values, a.count));
          break;
        }
        case kTensorList: {
          c10::List<at::Tensor> list;
          list.reserve(a.count);
          for (int32_t t = 0; t < a.count; t++) list.push_back(borrow(static_cast<void* const*>(a.p)[t]));
          stack.emplace_back(std::move(list));
          break;
        }
        default: TORCH_CHECK(false, "bad argument tag ", a.tag);
      }
    }
    for (size_t k = argument_count; k < schema.arguments().size(); k++) {
      const auto& missing = schema.arguments()[k];
      TORCH_CHECK(missing.default_value().has_value(), schema.name(), ": argument ", missing.name(), " is required");
      stack.push_back(*missing.default_value());
    }
    handle.callBoxed(&stack);
    std::vector<at::Tensor> tensors;
    for (auto& result : stack) {
      if (result.isTensorList()) for (at::Tensor tensor : result.toTensorVector()) tensors.push_back(std::move(tensor));
      else tensors.push_back(std::move(result).toTensor());
    }
    TORCH_CHECK(tensors.size() <= static_cast<size_t>(capacity), schema.name(), ": more results than expected");
    *result_count = static_cast<int32_t>(tensors.size());
    for (size_t k = 0; k < tensors.size(); k++) results[k] = give(std::move(tensors[k]));
  });
}

void it_free(void* tensor) { at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(tensor))); }

int64_t it_dim(void* tensor) { return static_cast<at::TensorImpl*>(tensor)->dim(); }
int64_t it_numel(void* tensor) { return static_cast<at::TensorImpl*>(tensor)->numel(); }
int32_t it_dtype(void* tensor) { return static_cast<int32_t>(c10::typeMetaToScalarType(static_cast<at::TensorImpl*>(tensor)->dtype())); }

int64_t it_device(void* tensor) {
  auto device = static_cast<at::TensorImpl*>(tensor)->device();
  return (static_cast<int64_t>(device.type()) << 32) | static_cast<uint32_t>(device.index());
}

void it_sizes(void* tensor, int64_t* sizes) {
  auto shape = static_cast<at::TensorImpl*>(tensor)->sizes();
  std::copy(shape.begin(), shape.end(), sizes);
}

bool it_is_contiguous(void* tensor) { return static_cast<at::TensorImpl*>(tensor)->is_contiguous(); }
bool it_data(void* tensor, void** data) { return guarded([&] { *data = borrow(tensor).data_ptr(); }); }

bool it_requires_grad(void* tensor) { return static_cast<at::TensorImpl*>(tensor)->requires_grad(); }
bool it_set_requires_grad(void* tensor, bool on) { return guarded([&] { borrow(tensor).set_requires_grad(on); }); }
bool it_grad(void* tensor, void** grad) { return guarded([&] { *grad = give(borrow(tensor).grad()); }); }
bool it_set_grad(void* tensor, void* grad) { return guarded([&] { borrow(tensor).mutable_grad() = grad ? borrow(grad) : at::Tensor(); }); }
bool it_backward(void* tensor) { return guarded([&] { borrow(tensor).backward(); }); }

// Gradients of the sum of one tensor with respect to the inputs; an input that it does not depend on gets a null handle.
bool it_autograd_grad(void* output, void* const* inputs, int32_t count, bool retain_graph, void** grads) {
  return guarded([&] {
    torch::autograd::variable_list wanted;
    for (int32_t k = 0; k < count; k++) wanted.push_back(borrow(inputs[k]));
    auto found = torch::autograd::grad({borrow(output)}, wanted, {}, retain_graph, false, true);
    for (int32_t k = 0; k < count; k++) grads[k] = give(found[k]);
  });
}

bool it_grad_enabled() { return c10::GradMode::is_enabled(); }
void it_set_grad_enabled(bool on) { c10::GradMode::set_enabled(on); }
bool it_manual_seed(int64_t seed) { return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); }); }
int32_t it_get_num_threads() { return at::get_num_threads(); }
bool it_set_num_threads(int32_t count) { return guarded([&] { at::set_num_threads(count); }); }
bool it_cuda_is_available() { return at::hasCUDA(); }

}  // extern "C"
